import jsonc, { type ParseErrorCode } from 'jsonc-parser'

/** What a parser stumbles over, and what to do about it. */
const WORDS: Record<ReturnType<typeof jsonc.printParseErrorCode>, string> = {
  InvalidSymbol: 'a word stands here that is none of JSON; put texts in double quotation marks',
  InvalidNumberFormat: 'a number is not written as JSON wants it; write it as 15 or 0.5',
  PropertyNameExpected: 'the name of a setting is missing before this; put one in double quotation marks',
  ValueExpected: 'a value is missing before this; add it',
  ColonExpected: 'a colon is missing before this; add it',
  CommaExpected: 'a comma is missing before this; add it',
  CloseBraceExpected: 'a closing brace is missing before this; add it',
  CloseBracketExpected: 'a closing bracket is missing before this; add it',
  EndOfFileExpected: 'the file goes on after its end; take the rest out',
  InvalidCommentToken: 'a comment stands here that is none; begin it with //',
  UnexpectedEndOfComment: 'a comment has no end; close it with */',
  UnexpectedEndOfString: 'a text has no end; close it with a double quotation mark',
  UnexpectedEndOfNumber: 'a number has no end; add its digits',
  InvalidUnicode: 'an escape is none; write four digits after \\u',
  InvalidEscapeCharacter: 'a backslash stands before a character that needs none; write \\\\ for a backslash',
  InvalidCharacter: 'a character stands here that has no place in a text; write it as an escape such as \\n',
  '<unknown ParseErrorCode>': 'it cannot be read from here on',
}

export const jsonErrorWords = (code: ParseErrorCode): string => WORDS[jsonc.printParseErrorCode(code)]
