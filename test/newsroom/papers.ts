import { ARABIC_FOOTER, ARABIC_MORE, ARABIC_TOPICS } from './arabic.ts'
import { ENGLISH_FOOTER, ENGLISH_MORE, ENGLISH_TOPICS } from './english.ts'
import { FRENCH_FOOTER, FRENCH_MORE, FRENCH_TOPICS } from './french.ts'
import type { Paper } from './paper.ts'

/** Newspapers that do not exist, under the addresses of some that do: readers watch real names. */
export const FRENCH: Paper = {
  name: 'Le Courrier du Matin',
  motto: "Toute l'actualité en direct",
  origin: 'https://www.leparisien.fr',
  language: 'fr',
  direction: 'ltr',
  topics: FRENCH_TOPICS,
  more: FRENCH_MORE,
  footer: FRENCH_FOOTER,
  words: {
    menu: 'Menu principal',
    subscribe: "S'abonner",
    login: 'Se connecter',
    live: 'En continu',
    mostRead: 'Les plus lus',
    allOf: "Toute l'actualité",
    by: 'Par',
    newsroom: 'la rédaction',
    published: 'Publié le',
    read: 'À lire aussi',
    photo: 'Photo : archives du journal',
    minutes: 'min de lecture',
    home: 'Accueil',
  },
}

export const ENGLISH: Paper = {
  name: 'The Morning Ledger',
  motto: 'News, opinion and sport',
  origin: 'https://www.independent.co.uk',
  language: 'en-GB',
  direction: 'ltr',
  topics: ENGLISH_TOPICS,
  more: ENGLISH_MORE,
  footer: ENGLISH_FOOTER,
  words: {
    menu: 'Main menu',
    subscribe: 'Subscribe',
    login: 'Your account',
    live: 'Latest',
    mostRead: 'Most read',
    allOf: 'All stories',
    by: 'By',
    newsroom: 'our newsroom',
    published: 'Published',
    read: 'Read next',
    photo: 'Picture: library',
    minutes: 'min read',
    home: 'Home',
  },
}

export const ARABIC: Paper = {
  name: 'صحيفة الضفاف',
  motto: 'الخبر أولا بأول',
  origin: 'https://www.aljazeera.net',
  language: 'ar',
  direction: 'rtl',
  topics: ARABIC_TOPICS,
  more: ARABIC_MORE,
  footer: ARABIC_FOOTER,
  words: {
    menu: 'القائمة الرئيسية',
    subscribe: 'اشترك',
    login: 'حسابي',
    live: 'آخر الأخبار',
    mostRead: 'الأكثر قراءة',
    allOf: 'كل الأخبار',
    by: 'بقلم',
    newsroom: 'هيئة التحرير',
    published: 'نشر في',
    read: 'اقرأ أيضا',
    photo: 'الصورة: أرشيف الصحيفة',
    minutes: 'دقائق قراءة',
    home: 'الرئيسية',
  },
}
