import type { FileFault } from '../../engine/signature/transfer/refused-file.ts'
import type { FailureKey } from '../messages.ts'
import { Failed } from './failed.ts'

const KEYS: Record<FileFault['what'], FailureKey> = {
  foreign: 'failure_file_foreign',
  part: 'failure_file_part',
  version: 'failure_file_version',
  damaged: 'failure_file_damaged',
  site: 'failure_file_site',
}

/** Why a file is not taken in. */
export const fileFailure = (error: string, { what, params }: FileFault): Failed =>
  new Failed(error, KEYS[what], params)
