import { managed } from '../managed.ts'

/** Where reports go and the feed comes from. Whoever runs a collector of their own builds with its address here. */
const COLLECTOR = 'https://collector.masthead.example'

/** The collector's address: the one this was built with, unless an organisation has one of its own. */
export const collectorAddress = async (): Promise<string> => (await managed()).collector ?? COLLECTOR

export const feedAddress = async (): Promise<string> => `${await collectorAddress()}/feed/`
