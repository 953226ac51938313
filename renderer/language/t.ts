import { chooseLanguage, type Language } from '../../app/language/language.ts'
import { type Message, translate, translateCount, translateWord } from '../../app/language/translate.ts'
import { settingsStore, useSettingsStore } from '../state/settings-store.ts'

/** The language that shows now: the person's choice, or the first of the system's that there is. */
export function languageNow(): Language {
  return resolved(settingsStore.getState().language)
}

export function useLanguage(): Language {
  return resolved(useSettingsStore(({ language }) => language))
}

/** A text of the window as the person reads it. Asked while something is drawn, since the language may change. */
export function t(message: Message, values?: Readonly<Record<string, string | number>>): string {
  return translate(languageNow(), message, values)
}

/** One of two texts, by how many there are; `{count}` is the number. */
export function tCount(count: number, one: Message, other: Message, values?: Readonly<Record<string, string | number>>): string {
  return translateCount(languageNow(), count, one, other, values)
}

/** A word that comes with data, such as a field's title. */
export function tWord(word: string): string {
  return translateWord(languageNow(), word)
}

/** Keeps the page's language, by which it is read aloud and hyphenated, equal to the choice. */
export function followLanguage(): void {
  const apply = () => {
    document.documentElement.lang = languageNow()
  }
  apply()
  settingsStore.subscribe(apply)
}

function resolved(language: Language | 'system'): Language {
  return language === 'system' ? chooseLanguage(navigator.languages) : language
}
