import { languageNames, languages } from '../../app/language/language.ts'
import { fitSoon } from '../canvas/viewport.ts'
import type { MenuItem } from '../parts/Menu.tsx'
import { MenuButton } from '../parts/MenuButton.tsx'
import { putSetting, type Settings, settingsStore } from '../state/settings-store.ts'
import { t } from './t.ts'

/** Which language the window speaks. */
export function LanguageMenu() {
  return <MenuButton label={t('Language')} icon="languages" align="right" items={toItems} />
}

function toItems(): MenuItem[] {
  const chosen = settingsStore.getState().language
  return [
    { label: t('Language of the system'), checked: chosen === 'system', run: () => choose('system') },
    ...languages.map((language) => ({
      label: languageNames[language],
      checked: chosen === language,
      run: () => choose(language),
    })),
  ]
}

/** The drawing is drawn anew as well, and brought into view again. */
function choose(language: Settings['language']): void {
  putSetting('language', language)
  fitSoon()
}
