import * as lucide from 'lucide-react'

/** By every name an icon has, older ones included. */
const icons = lucide as unknown as Record<string, lucide.LucideIcon | undefined>

/**
 * One line icon of the Lucide set by its kebab-case name, as the catalogue writes it. The whole set is bundled, so that a new
 * kind of component brings its icon by naming it and nothing else.
 */
export function Icon({ name, size = 16, className }: { name: string; size?: number; className?: string }) {
  const Drawing = icons[toPascalCase(name)] ?? lucide.Box
  return <Drawing size={size} strokeWidth={1.75} aria-hidden="true" focusable="false" className={className ?? ''} />
}

// chart-line -> ChartLine, building-2 -> Building2
function toPascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
