import type { Attack } from './attack.ts'
import { headline, quotedStory, video } from './controls/in-stories.ts'
import { breaking, election, liveBox } from './controls/notices.ts'
import { consent, promoFrame, subscription } from './controls/sheets.ts'
import { tribute } from './controls/tribute.ts'
import { bannerTop } from './kinds/banner-top.ts'
import { frameOver } from './kinds/frame-over.ts'
import { originalHidden } from './kinds/original-hidden.ts'
import { overlay } from './kinds/overlay.ts'
import { pictureAlone } from './kinds/picture-alone.ts'
import { scriptRewritten } from './kinds/script-rewritten.ts'
import { slogan } from './kinds/slogan.ts'
import { spread } from './kinds/spread.ts'
import { storyReplaced } from './kinds/story-replaced.ts'

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
