import type { Kind } from '../../catalogue/component.ts'
import type { UnnamedService } from './services.ts'

/**
 * Whether a service uses an engine's image for its tools: it makes topics, loads data or backs up, and answers nobody. It is one
 * where another waits until it has done its work, or where its command runs something else than what serves.
 */
export function isTool(service: UnnamedService, { servers }: Kind, services: UnnamedService[]): boolean {
  if (
    services.some(({ dependsOn }) =>
      dependsOn.some(({ to, condition }) => to === service.name && condition === 'service_completed_successfully'),
    )
  )
    return true
  const words = service.command.flatMap(({ text }) => text.split(/[\s"';&|()]+/)).filter((word) => word !== '')
  const [first] = words
  // `-c max_connections=200` are words for what the image runs anyway.
  if (!servers || first === undefined || first.startsWith('-')) return false
  const serves = words.some((word) => servers.some((server) => word === server || word.endsWith(`/${server}`)))
  if (serves) return false
  // sh -c "pg_dump -h db > all.sql"; what a script of their own does nobody knows.
  return isShell(first)
    ? words.some((word) => word === '-c' || word === '-ec' || word === '-lc' || word === '-exc') && !words.some(isEntrypoint)
    : !isScript(first)
}

const isShell = (word: string) => /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh$/.test(word)
const isEntrypoint = (word: string) => /(?:entrypoint|docker-run|run\.sh|start\.sh|\$@|\/run$)/.test(word)
const isScript = (word: string) => /\.(?:sh|py|js|rb)$|entrypoint|^\$|^\/(?!(?:usr\/)?(?:local\/)?s?bin\/|opt\/[^/]+\/bin\/)/.test(word)
