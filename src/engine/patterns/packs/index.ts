import ar from './ar.json'
import az from './az.json'
import bgMk from './bg-mk.json'
import bn from './bn.json'
import campaign2015Charlie from './campaign-2015-charlie.json'
import campaignAsia from './campaign-asia.json'
import campaignEasternEurope from './campaign-eastern-europe.json'
import campaignMiddleEast from './campaign-middle-east.json'
import campaignWest from './campaign-west.json'
import csSk from './cs-sk.json'
import de from './de.json'
import el from './el.json'
import en from './en.json'
import es from './es.json'
import fa from './fa.json'
import fiEt from './fi-et.json'
import fr from './fr.json'
import he from './he.json'
import hiUr from './hi-ur.json'
import hu from './hu.json'
import idMs from './id-ms.json'
import it from './it.json'
import ja from './ja.json'
import kaHyMn from './ka-hy-mn.json'
import kkUz from './kk-uz.json'
import ko from './ko.json'
import ku from './ku.json'
import letters from './letters.json'
import myKmLo from './my-km-lo.json'
import nl from './nl.json'
import notices from './notices.json'
import noticesLanguages from './notices-languages.json'
import noticesOffers from './notices-offers.json'
import noticesServers from './notices-servers.json'
import pl from './pl.json'
import pt from './pt.json'
import ro from './ro.json'
import ru from './ru.json'
import sq from './sq.json'
import srHrBs from './sr-hr-bs.json'
import svNbDa from './sv-nb-da.json'
import swAmSo from './sw-am-so.json'
import taTeMlSiNe from './ta-te-ml-si-ne.json'
import takeover from './takeover.json'
import th from './th.json'
import tl from './tl.json'
import tr from './tr.json'
import uk from './uk.json'
import vi from './vi.json'
import zh from './zh.json'

/** Every pack that ships with the program, unchecked: `compilePacks` parses them. Add a pack by its import. */
export const shippedPacks: readonly unknown[] = [
  ar,
  az,
  bgMk,
  bn,
  campaign2015Charlie,
  campaignAsia,
  campaignEasternEurope,
  campaignMiddleEast,
  campaignWest,
  csSk,
  de,
  el,
  en,
  es,
  fa,
  fiEt,
  fr,
  he,
  hiUr,
  hu,
  idMs,
  it,
  ja,
  kaHyMn,
  kkUz,
  ko,
  ku,
  letters,
  myKmLo,
  nl,
  notices,
  noticesLanguages,
  noticesOffers,
  noticesServers,
  pl,
  pt,
  ro,
  ru,
  sq,
  srHrBs,
  svNbDa,
  swAmSo,
  takeover,
  taTeMlSiNe,
  th,
  tl,
  tr,
  uk,
  vi,
  zh,
]
