import { stories } from './story.ts'

export const ENGLISH_TOPICS: readonly (readonly [string, string])[] = [
  ['news', 'News'],
  ['politics', 'Politics'],
  ['world', 'World'],
  ['business', 'Business'],
  ['sport', 'Sport'],
  ['culture', 'Culture'],
  ['climate', 'Climate'],
  ['science', 'Science'],
  ['tech', 'Technology'],
  ['travel', 'Travel'],
]

export const ENGLISH_MORE: readonly (readonly [string, string])[] = [
  ['scotland', 'Scotland'],
  ['wales', 'Wales'],
  ['northern-ireland', 'Northern Ireland'],
  ['education', 'Education'],
  ['health', 'Health'],
  ['food', 'Food'],
  ['money', 'Money'],
  ['homes', 'Homes'],
  ['books', 'Books'],
  ['film', 'Film'],
  ['football', 'Football'],
  ['cricket', 'Cricket'],
  ['rugby-union', 'Rugby union'],
  ['tennis', 'Tennis'],
  ['letters', 'Letters'],
  ['obituaries', 'Obituaries'],
  ['crosswords', 'Crosswords'],
  ['weather', 'Weather'],
  ['podcasts', 'Podcasts'],
  ['newsletters', 'Newsletters'],
]

export const ENGLISH_FOOTER: readonly (readonly [string, string])[] = [
  ['about', 'About us'],
  ['contact', 'Contact us'],
  ['code-of-conduct', 'Code of conduct'],
  ['complaints', 'Complaints'],
  ['privacy', 'Privacy notice'],
  ['terms', 'User policies'],
  ['advertise', 'Advertise with us'],
  ['jobs', 'Jobs'],
  ['archive', 'Archive'],
]

export const ENGLISH_STORIES = stories(`
news | Ferry services resume as storm moves north-east | Passengers had spent a night in the terminal at Stranraer.
news | Council to reopen swimming baths after two-year repair | The Edwardian tiles were cleaned by hand.
news | Lollipop man retires after forty winters on the same crossing | Three generations of one family came to say goodbye.
news | Thousands without water in Kent after main bursts | Bottled water is being handed out at four stations.
news | Lost wedding ring found in a potato field | A farmer kept it in a jar for a year before the owner was traced.
politics | Ministers delay decision on rail fares until spring | The department says it needs to see the passenger figures first.
politics | Committee calls for clearer labels on parking charges | Motorists were fined for leaving four minutes late.
politics | Peers vote to keep rural bus grant for another year | The amendment passed by nine votes.
politics | Planning bill returns to the Commons with new clauses | Hedgerows and bat boxes take up much of the debate.
world | Portugal opens the last stretch of its coastal path | Walkers can now follow the Atlantic for 700 miles.
world | Snow closes Alpine passes a month early | Lorries are being sent by way of the tunnel.
world | Iceland's quiet volcano draws scientists back | The ground has risen by eleven centimetres since June.
world | Island nation votes on longer school holidays | Fishing families asked for the change.
world | Peru reopens a railway through the high valley | The first train was met by a brass band.
business | Chocolate makers warn of smaller bars before Easter | Cocoa prices have doubled in eighteen months.
business | High street bookshops report best autumn in a decade | Cookery and poetry led the sales.
business | Bank to keep cash machines in two hundred villages | Campaigners had collected a hundred thousand signatures.
business | Shipyard wins order for three island ferries | The work will keep six hundred people busy until 2031.
business | Why your electricity bill may fall in January | The cap is expected to drop for the second time this year.
sport | Late try sends Wales into the quarter-finals | A missed tackle on the halfway line decided it.
sport | Striker returns after a year out to score twice | The crowd rose before he had touched the ball.
sport | County cricket: rain has the last word at Hove | Only eleven overs were bowled on the final day.
sport | Rowers cross the North Sea in record time | The four slept in turns of ninety minutes.
sport | Non-league side draw the champions in the cup | Tickets will be sold from the clubhouse bar.
culture | A lost watercolour turns up in a school cupboard | It had been used to cover a crack in the wall.
culture | Review: a Hamlet set in a lighthouse keeps its feet dry | The storm scenes alone are worth the ticket.
culture | The choir that sings in sign language | They fill the hall without a sound.
culture | Museum lends its dinosaur to the smallest town that asked | It left in thirty-one crates.
climate | Seagrass meadows return to the Solent | Divers planted seeds in hessian bags for six seasons.
climate | Heat pumps in terraces: what one street learned | Neighbours shared one bore hole and one bill.
climate | Beavers blamed and thanked after a dry summer | Their dams kept two becks running.
climate | How to help hedgehogs in November | A gap under the fence matters more than food.
science | Telescope finds a planet with a very long year | One orbit takes eleven centuries.
science | Crows remember kind faces, a study in Leeds suggests | The birds brought bottle tops to some of the students.
science | New map shows the sea bed west of Ireland | Canyons deeper than any on land appear for the first time.
science | Old barometers help to date a forgotten hurricane | Three parish records agree to the hour.
tech | Repair cafés get a catalogue of printed parts | The files may be used by anybody.
tech | Text scams: five questions to ask before you tap | The bank never asks for a code by telephone.
tech | Village builds its own broadband with borrowed diggers | The last house was connected on Sunday.
tech | Why game studios are moving to the seaside | Rents are lower and the commute is a walk.
travel | Slow trains through the Massif Central | A week of viaducts, cheese and timetables.
travel | Ten winter walks that end at a pub | None of them longer than eight miles.
travel | A night on the sleeper to the Highlands | Breakfast comes with the first view of snow.
travel | The Baltic by cargo ship | Four cabins, one deck chair and no hurry.
`)

export const ENGLISH_QUOTING = {
  story: {
    topic: 'tech',
    title: 'Council website "hacked by Team Insane" for six hours, showing jihadist slogans',
    lead: 'Residents looking for bin collection days found a black page and a recorded chant.',
  },
  body: [
    'A district council has apologised after its website was replaced by a message from hackers on Tuesday evening. The page read "Hacked by Team Insane. Your security is zero. We will be back, admin", in red letters on a black ground, above a picture of a masked figure.',
    'Below it stood a list of thanks, "Greetz to: all our brothers, Anonymous, cyber army", and the line "The Islamic State stay inshallah, free Palestine, death to France". Visitors also heard a chant that could not be switched off.',
    'The council said that no personal data had been touched. "Our payment pages are run by another company on another network and were never affected," a spokeswoman said. The home page was restored from a copy shortly before midnight.',
    'The attackers are thought to have come in by way of a gallery plug-in that had not been updated for four years. The same plug-in was found on the websites of two primary schools and a bowls club, which showed the same message.',
    'Defacements of this kind are closer to graffiti than to burglary, experts say. Crews collect them by the hundred and file them in public archives, much as anglers photograph their catch. The message "pwned by" or "defaced by" is often the only thing they change.',
    'In January 2015 some nineteen thousand French websites were defaced within days, most of them belonging to small towns, schools and shops. Several newspapers that were thought to have been attacked at the time turned out to be offline because of a broken network at their host.',
    'The council has asked all parishes in the district to check their own sites. A meeting for residents will be held at the library on Thursday, and bins will be collected as usual.',
  ],
}
