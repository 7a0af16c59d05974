/** Where reports go and the feed comes from. Whoever runs a collector of their own builds with its address here. */
export const COLLECTOR = 'https://collector.masthead.example'
export const FEED_ADDRESS = `${COLLECTOR}/feed/`
