import { describe } from 'vitest'
import { pressEveryButton } from './flows/every-button.ts'
import { firefoxDriver } from './flows/firefox.ts'

describe('every button in Firefox', () => pressEveryButton(firefoxDriver))
