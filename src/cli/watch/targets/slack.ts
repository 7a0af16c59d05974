import type { Alert } from '../records.ts'
import type { SlackConfig } from './config.ts'
import { post } from './post.ts'
import { message } from './words.ts'

/** Posts an alert to an incoming webhook as Slack, Mattermost and others read it. */
export const sendSlack = ({ url }: SlackConfig, alert: Alert): Promise<void> =>
  post(url, JSON.stringify({ text: escaped(message(alert)) }))

/** Nothing of a page becomes a link, a mention or markup. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
