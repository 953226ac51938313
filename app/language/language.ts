/** The languages of the window. English is what the code is written in: a message is its own English text. */
export const languages = ['en', 'es', 'pt-BR'] as const
export type Language = (typeof languages)[number]

/** Each in its own words, so that who cannot read the present one finds his. */
export const languageNames: Record<Language, string> = { en: 'English', es: 'Español', 'pt-BR': 'Português (Brasil)' }

/** The first of the wanted languages (`es-MX`, `pt-PT`) that there is; English where there is none of them. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [primary] = tag.toLowerCase().split('-')
    const found = languages.find((language) => language.toLowerCase().split('-')[0] === primary)
    if (found) return found
  }
  return 'en'
}
