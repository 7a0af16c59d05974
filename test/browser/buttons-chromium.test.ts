import { describe } from 'vitest'
import { chromiumDriver } from './flows/chromium.ts'
import { pressEveryButton } from './flows/every-button.ts'

describe('every button in Chromium', () => pressEveryButton(chromiumDriver))
