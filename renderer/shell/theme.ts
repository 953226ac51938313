import { settingsStore } from '../state/settings-store.ts'

export type Theme = 'dark' | 'light'

const prefersLight = window.matchMedia('(prefers-color-scheme: light)')

/** The theme that shows now: the person's choice, or the system's. */
export function themeNow(): Theme {
  const { theme } = settingsStore.getState()
  if (theme !== 'system') return theme
  return prefersLight.matches ? 'light' : 'dark'
}

/** Keeps the page's theme equal to the choice and to the system's preference. */
export function followTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = themeNow()
  }
  apply()
  prefersLight.addEventListener('change', apply)
  settingsStore.subscribe(apply)
}
