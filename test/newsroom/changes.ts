import { storyPath } from './cards.ts'
import { safe } from './markup.ts'
import type { Edition } from './paper.ts'

const BODY_START = /<body[^>]*>/
const BODY_END = '</body>'

/** What is done to a healthy page: takes its HTML and gives what is there afterwards. */
export type Change = (html: string) => string

/** The leading story is another's, in the intact template: as where somebody got into the content system. */
export function replaceStory({ stories: [story] }: Edition): Change {
  if (story === undefined) throw new Error('An edition without stories has none to replace.')
  const title = 'Hacked by Fallaga Team – Free Palestine, Death To France'
  const lead =
    'Dear admin, your security is zero. We were here and we will come back. Greetz to all Muslim hackers.'
  return (html) =>
    changed(
      html,
      html
        .replaceAll(`${storyPath(story)}">${safe(story.title)}<`, `${storyPath(story)}">${safe(title)}<`)
        .replace(safe(story.lead), safe(lead)),
    )
}

const MESSAGE = `<h1 style="color:red;font-size:52px">Hacked By Fallaga Team</h1>
    <p style="color:white;font-size:26px">Dear admin, your security is zero. The Islamic State Stay Inchallah. Free Palestine. Death To France. Death To Charlie.</p>
    <p style="color:lime">Greetz: all Muslim hackers &amp; friends</p>`

/** A sheet over the whole window; the page beneath is as it was. */
export const coverPage: Change = (html) =>
  changed(
    html,
    html.replace(
      BODY_END,
      `  <div style="position:fixed;top:0;left:0;width:100%;height:100%;background:#000;z-index:2147483647;text-align:center">
    ${MESSAGE}
  </div>
${BODY_END}`,
    ),
  )

/** The page is still there, hidden by style, and another stands in its place. */
export const hidePage: Change = (html) =>
  changed(
    html,
    html
      .replace(
        BODY_START,
        (body) =>
          `${body.replace('>', ' style="background:#000">')}
  <center>
    <img src="/images/flag.gif" width="420" height="280">
    ${MESSAGE}
    <embed src="/images/nasheed.mp3" autostart="true" loop="true" hidden="true">
  </center>
  <div style="display:none">`,
      )
      .replace(BODY_END, `  </div>\n${BODY_END}`),
  )

/** The healthy home page while readers are asked for their consent: everything stands below a sheet. */
export const askConsent: Change = (html) =>
  changed(
    html,
    html.replace(
      BODY_END,
      `  <div class="consent" role="dialog" aria-modal="true" aria-labelledby="consent-title" style="position:fixed;top:0;left:0;width:100%;height:100%;background:rgba(0,0,0,.6);z-index:9000">
    <div class="consent__box" style="max-width:640px;margin:80px auto;background:#fff;padding:32px">
      <h2 class="consent__title" id="consent-title">Le respect de votre vie privée est notre priorité</h2>
      <p class="consent__text">Avec votre accord, nos 812 partenaires et nous utilisons des cookies pour mesurer l'audience et afficher des publicités personnalisées.</p>
      <button class="consent__accept" type="button">Tout accepter</button> <button class="consent__refuse" type="button">Continuer sans accepter</button>
      <p class="consent__more"><a class="consent__link" href="/confidentialite/">Politique de confidentialité</a></p>
    </div>
  </div>
${BODY_END}`,
    ),
  )

/** A change that changes nothing would test nothing. */
function changed(before: string, after: string): string {
  if (before === after) throw new Error('This found nothing to change; the template has moved on.')
  return after
}
