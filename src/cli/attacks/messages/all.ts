import ar from './ar.json'
import de from './de.json'
import en from './en.json'
import es from './es.json'
import fa from './fa.json'
import fr from './fr.json'
import id from './id.json'
import type { Messages } from './message.ts'
import pt from './pt.json'
import ru from './ru.json'
import tr from './tr.json'
import zh from './zh.json'

export const MESSAGES: readonly Messages[] = [en, fr, ar, tr, es, ru, id, fa, zh, de, pt]
