import { languageNames, languages } from '../../app/language/language.ts'
import type { MenuItem } from '../parts/Menu.tsx'
import { MenuButton } from '../parts/MenuButton.tsx'
import { putSetting, settingsStore } from '../state/settings-store.ts'
import { t } from './t.ts'

/** Which language the window speaks. */
export function LanguageMenu() {
  return <MenuButton label={t('Language')} icon="languages" align="right" items={toItems} />
}

function toItems(): MenuItem[] {
  const chosen = settingsStore.getState().language
  return [
    { label: t('Language of the system'), checked: chosen === 'system', run: () => putSetting('language', 'system') },
    ...languages.map((language) => ({
      label: languageNames[language],
      checked: chosen === language,
      run: () => putSetting('language', language),
    })),
  ]
}
