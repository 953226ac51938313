const families = ['violet', 'blue', 'cyan', 'green', 'lime', 'amber', 'orange', 'rose', 'slate']

/** Colours that tell neighbours apart; a name or figure always stands beside them. */
export function tintOf(place: number): string {
  return `var(--family-${families[place % families.length]})`
}
