/** What sites in many languages call the comments of readers, alone or before and behind another word. */
const COMMENT =
  /^(?:[a-z]+[_-]+)?(?:comments?(?:list|item|body|text|content|thread|section|area|block)?|replies|kommentare?|commentaires?|comentarios?|commenti|commento|yorum(?:lar)?|reacties|komentar(?:ze|i|y)?|disqus|guestbook)(?:[_-]+[a-z0-9_-]*)?\d*$/
/** What says something of comments and holds none: a count, a button, a page that may have some. */
const ABOUT =
  /^(?:no|has|with|hide|allow)[_-]|(?:count|number|open|closed|link|button|btn|icon|form|allowed|enabled|toggle|status|policy)/

/** Whether an element's class or id says that it holds what readers commented. */
export const isCommentName = (names: string): boolean =>
  names
    .toLowerCase()
    .split(/\s+/)
    .some((name) => COMMENT.test(name) && !ABOUT.test(name))
