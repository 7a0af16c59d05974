/** The collector that reports go to and the feed comes from. Whoever runs one of their own builds with its address here. */
export const COLLECTOR = 'https://collector.masthead.example'
