import { roughSite } from '../page/address.ts'
import { hashText } from '../page/hash.ts'
import { featureOf } from '../signature/features.ts'
import { isGeneric } from '../signature/generic.ts'
import type { SiteSignature } from '../signature/signature.ts'
import { isNew } from '../signature/site-designs.ts'
import { isService } from './services.ts'

/** Whether nothing on this site ever came from a host, and nothing on most sites does. */
export const isStrangeHost = (site: SiteSignature, host: string): boolean =>
  isNew(site, 'hosts', host) && !isGeneric('hosts', featureOf(hashText(host))) && !isService(roughSite(host))
