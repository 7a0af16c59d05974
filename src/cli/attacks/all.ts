import type { Attack } from './attack.ts'
import { headline, quotedStory, video } from './controls/in-stories.ts'
import { breaking, election, liveBox } from './controls/notices.ts'
import { consent, promoFrame, subscription } from './controls/sheets.ts'
import { tribute } from './controls/tribute.ts'
import { alerted } from './kinds/alerted.ts'
import { bannerTop } from './kinds/banner-top.ts'
import { drawn } from './kinds/drawn.ts'
import { frameOver } from './kinds/frame-over.ts'
import { lineBelow } from './kinds/line-below.ts'
import { linksTurned } from './kinds/links-turned.ts'
import { menu } from './kinds/menu.ts'
import { originalHidden } from './kinds/original-hidden.ts'
import { overlay } from './kinds/overlay.ts'
import { pictureAlone } from './kinds/picture-alone.ts'
import { picturesSwapped } from './kinds/pictures-swapped.ts'
import { scriptRewritten } from './kinds/script-rewritten.ts'
import { sentAway } from './kinds/sent-away.ts'
import { slogan } from './kinds/slogan.ts'
import { spread } from './kinds/spread.ts'
import { storyReplaced } from './kinds/story-replaced.ts'
import { styleWords } from './kinds/style-words.ts'
import { titleOnly } from './kinds/title-only.ts'

/** Every kind of attack, and every healthy oddity that is to be told from one. */
export const ATTACKS: readonly Attack[] = [
  storyReplaced,
  spread,
  bannerTop,
  overlay,
  originalHidden,
  pictureAlone,
  frameOver,
  scriptRewritten,
  slogan,
  alerted,
  drawn,
  lineBelow,
  linksTurned,
  menu,
  picturesSwapped,
  sentAway,
  styleWords,
  titleOnly,
  breaking,
  consent,
  subscription,
  quotedStory,
  headline,
  promoFrame,
  liveBox,
  tribute,
  video,
  election,
]
