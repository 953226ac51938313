// Texts of any characters at all, halves of pairs among them. (The library's own for this holds a table of every character there is,
// a hundred megabytes of it, which is no cost of what is tried.)
import * as fc from 'fast-check'

const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code))

export const anyText = (maxLength) => fc.string({ unit: anyCharacter, maxLength })
