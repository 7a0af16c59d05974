import type { Story } from './story.ts'

export type Links = readonly (readonly [path: string, label: string])[]

/** A newspaper: what is the same on all its pages. */
export interface Paper {
  name: string
  motto: string
  origin: string
  language: string
  direction: 'ltr' | 'rtl'
  topics: Links
  more: Links
  footer: Links
  words: {
    menu: string
    subscribe: string
    login: string
    live: string
    mostRead: string
    allOf: string
    by: string
    newsroom: string
    published: string
    read: string
    photo: string
    minutes: string
    home: string
  }
}

export interface Edition {
  /** ISO date of the day. */
  day: string
  stories: readonly Story[]
}

export interface Article {
  story: Story
  body: readonly string[]
}
