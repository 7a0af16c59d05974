import * as v from 'valibot'
import { nearest } from '../../json/nearest.ts'
import { settings } from '../../json/settings.ts'
import { ESCAPE_HINT, namesUser, userOf } from '../user-of.ts'

/** Text that may stand in the environment instead: "env:NAME" keeps a secret out of the file. */
export const text = v.pipe(
  v.string('give a text'),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const variable = /^env:(\w+)$/.exec(value)?.[1]
    const found = variable === undefined ? value : process.env[variable]
    if (found !== undefined && found !== '') return found
    addIssue({ message: variable === undefined ? 'give a text' : `the variable ${variable} is not set` })
    return NEVER
  }),
)

const address = (protocols: RegExp, example: string) =>
  v.pipe(
    text,
    v.check((url) => URL.canParse(url) && protocols.test(url), `give an address such as ${example}`),
  )
const webAddress = v.pipe(
  address(/^https?:\/\//i, 'https://hooks.example.org/masthead'),
  // No request can be made to such an address.
  v.check((url) => !namesUser(url), 'give the address without a user or password'),
)

const mailbox = v.pipe(text, v.regex(/^[^\s<>@]+@[^\s<>@]+$/, 'give an e-mail address'))
const PORT_HINT = 'give a port from 1 to 65535'
const port = v.pipe(
  v.number(PORT_HINT),
  v.integer(PORT_HINT),
  v.minValue(1, PORT_HINT),
  v.maxValue(65_535, PORT_HINT),
)

const webhookSchema = settings({
  type: v.literal('webhook'),
  url: webAddress,
  /** Signs what is sent. */
  secret: v.pipe(text, v.minLength(16, 'give a secret of at least 16 characters')),
})

const slackSchema = settings({ type: v.literal('slack'), url: webAddress })

const emailSchema = settings({
  type: v.literal('email'),
  /** smtp://USER:PASSWORD@HOST:PORT; smtps for TLS from the start. */
  smtp: v.pipe(
    address(/^smtps?:\/\/[^/]/i, 'smtps://user:password@mail.example.org'),
    v.check((url) => userOf(url) !== null, ESCAPE_HINT),
  ),
  /** Whether user and password may go out without TLS. */
  'allow-plain-password': v.optional(v.boolean('give true or false'), false),
  from: mailbox,
  to: v.pipe(
    v.array(mailbox, 'give a list of e-mail addresses'),
    v.minLength(1, 'name at least one receiver'),
    v.maxLength(50, 'name at most 50 receivers'),
  ),
})

const syslogSchema = settings({
  type: v.literal('syslog'),
  host: v.pipe(text, v.maxLength(253, 'give the name of a machine, or its address')),
  port: v.optional(port, 514),
  protocol: v.optional(v.picklist(['udp', 'tcp'], 'give "udp" or "tcp"'), 'udp'),
  /** What the message holds: words, or Common Event Format. */
  format: v.optional(v.picklist(['text', 'cef'], 'give "text" or "cef"'), 'cef'),
})

export const targetSchema = v.variant(
  'type',
  [webhookSchema, slackSchema, emailSchema, syslogSchema],
  (issue) => `give the type "webhook", "slack", "email" or "syslog"${misspelt(issue)}`,
)

/** Without its type nobody knows which settings a target has; only the one that was meant for the type can be named. */
function misspelt({ path }: v.VariantIssue): string {
  const target = path?.at(-1)?.input
  if (typeof target !== 'object' || target === null || 'type' in target) return ''
  const slip = Object.keys(target).find((key) => nearest(key, ['type']) !== null)
  return slip === undefined ? '' : `; it has "${slip}" in place of "type"`
}

export type TargetConfig = v.InferOutput<typeof targetSchema>
export type WebhookConfig = v.InferOutput<typeof webhookSchema>
export type SlackConfig = v.InferOutput<typeof slackSchema>
export type EmailConfig = v.InferOutput<typeof emailSchema>
export type SyslogConfig = v.InferOutput<typeof syslogSchema>
