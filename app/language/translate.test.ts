import { expect, test } from 'vitest'
import { chooseLanguage, languageNames, languages } from './language.ts'
import { portuguese } from './portuguese/portuguese.ts'
import { spanish } from './spanish/spanish.ts'
import { translate, translateCount, translateWord } from './translate.ts'

test.each([
  [['es-MX', 'en'], 'es'],
  [['pt-PT'], 'pt-BR'],
  [['fr', 'pt-BR'], 'pt-BR'],
  [['fr'], 'en'],
  [[], 'en'],
])('who reads %j gets %s', (wanted, chosen) => expect(chooseLanguage(wanted)).toBe(chosen))

test.each(Object.entries({ spanish, portuguese }))('%s has a text for every message, with the same values in it', (_, texts) => {
  const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
  expect(Object.keys(texts).sort()).toEqual(Object.keys(spanish).sort())
  for (const [message, text] of Object.entries(texts)) {
    expect(text.trim(), message).not.toBe('')
    expect(values(text), message).toEqual(values(message))
    expect(/[.…:?]$/.exec(text)?.[0], message).toBe(/[.…:?]$/.exec(message)?.[0])
  }
})

test('values are put in, and plurals follow the language', () => {
  expect(translate('es', 'Add {kind}', { kind: 'Redis' })).toBe('Añadir Redis')
  expect(translate('en', 'Add {kind}', { kind: '{kind}' })).toBe('Add {kind}')
  const problems = (language: (typeof languages)[number], count: number) =>
    translateCount(language, count, '{count} problem', '{count} problems')
  expect([0, 1, 2].map((count) => problems('en', count))).toEqual(['0 problems', '1 problem', '2 problems'])
  expect([0, 1, 2].map((count) => problems('es', count))).toEqual(['0 problemas', '1 problema', '2 problemas'])
  // The Portuguese of Brazil counts nothing as one.
  expect([0, 1, 2].map((count) => problems('pt-BR', count))).toEqual(['0 problema', '1 problema', '2 problemas'])
})

test.each(['es', 'pt-BR'] as const)('what is done differently is called differently in %s', (language) => {
  const said = (message: Parameters<typeof translate>[1]) => translate(language, message)
  for (const one of ['Dissolve', 'Dissolve the group'] as const) expect(said(one)).not.toContain(said('Undo'))
  expect(said('retries')).not.toBe(said('Attempts').toLowerCase())
})

test('a word that is not known stays as it is', () => {
  expect(translateWord('es', 'Replicas')).toBe('Réplicas')
  expect(translateWord('es', 'constructor')).toBe('constructor')
  expect(Object.keys(languageNames)).toEqual([...languages])
})
