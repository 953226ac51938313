import type { FamilyLook } from '../../catalogue/family-look.ts'

/** The window's colours, as far as a picture of a design needs them; a test holds them to the window's style sheet. */
export interface Theme {
  ground: string
  panel: string
  line: string
  'line-strong': string
  text: string
  muted: string
  accent: string
  families: Record<FamilyLook['hue'], string>
}

export const light: Theme = {
  ground: '#f5f6f8',
  panel: '#ffffff',
  line: '#dde2e9',
  'line-strong': '#8793a5',
  text: '#171c24',
  muted: '#566174',
  accent: '#2466d8',
  families: {
    slate: '#566174',
    violet: '#7446d8',
    blue: '#2466d8',
    orange: '#c4511b',
    amber: '#97640a',
    green: '#198754',
    rose: '#c42f6b',
    lime: '#55760d',
    cyan: '#0a7a8d',
  },
}

export const dark: Theme = {
  ground: '#0e1116',
  panel: '#151a21',
  line: '#2a323d',
  'line-strong': '#4c5868',
  text: '#e6eaf0',
  muted: '#94a0b0',
  accent: '#6ea8fe',
  families: {
    slate: '#94a0b0',
    violet: '#a88bff',
    blue: '#6ea8fe',
    orange: '#f08c58',
    amber: '#e3a33b',
    green: '#3fb97f',
    rose: '#f0679e',
    lime: '#a3c644',
    cyan: '#45c1d8',
  },
}

/** The style sheet of a picture: light, and dark where the reader's system is dark. Viewers that know no media show it light. */
export function toStyleSheet(): string {
  return `${rulesOf(light)}@media (prefers-color-scheme:dark){${rulesOf(dark)}}`
}

function rulesOf(theme: Theme): string {
  const rules: [string, string][] = [
    ['.ground', `fill:${theme.ground}`],
    ['.boundary', `fill:${theme.accent};fill-opacity:.03;stroke:${theme.line}`],
    ['.card', `fill:${theme.panel};stroke:${theme.line}`],
    ['.name', `fill:${theme.text}`],
    ['.muted', `fill:${theme.muted}`],
    ['.pip', `fill:${theme['line-strong']}`],
    ['.line', `fill:none;stroke:${theme['line-strong']}`],
    ['.arrow', `fill:${theme['line-strong']}`],
    ...Object.entries(theme.families).flatMap(([hue, colour]): [string, string][] => [
      [`.tile-${hue}`, `fill:${mix(colour, theme.panel, 0.16)}`],
      [`.icon-${hue}`, `fill:none;stroke:${colour}`],
    ]),
  ]
  return rules.map(([selector, rule]) => `${selector}{${rule}}`).join('')
}

/** A colour on another, covering this share of it: written out, since not every viewer can mix. */
function mix(colour: string, ground: string, share: number): string {
  const part = (text: string, at: number) => Number.parseInt(text.slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map((at) => Math.round(part(colour, at) * share + part(ground, at) * (1 - share)))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
