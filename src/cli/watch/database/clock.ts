import { type Expression, sql } from 'kysely'

/** Further ahead than any time that is kept here can be: between two requests to one host are ten minutes at most. */
const FURTHEST = '11 minutes'

/** Whether a time that was to come, or has just been, lies so far ahead that the database's clock was set back since. */
export const wasSetBack = (time: Expression<Date>) => sql<boolean>`${time} > now() + ${FURTHEST}::interval`
