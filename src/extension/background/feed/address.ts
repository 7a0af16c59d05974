import { managed } from '../managed.ts'
import { COLLECTOR } from './built-in-collector.ts'

/** The collector's address: the one this was built with, unless an organisation has one of its own. */
export const collectorAddress = async (): Promise<string> => (await managed()).collector ?? COLLECTOR

export const feedAddress = async (): Promise<string> =>
  `${(await managed()).feed ?? `${await collectorAddress()}/feed`}/`
