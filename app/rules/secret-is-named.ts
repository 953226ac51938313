import { secretsInClear } from '../secrets/name-secrets.ts'
import type { Rule } from './rule.ts'

/** A design is a file that people commit: a password in it is known to all who read the repository. */
export const secretIsNamed: Rule = {
  id: 'secret-is-named',
  severity: 'warning',
  check: (design) =>
    secretsInClear(design).map(({ component, variable, secret }) => ({
      message: `${variable} of ${component} looks like a secret, and a design is a file that people share.`,
      remedy: `Write { secret: ${secret} } instead; exports ask for its value, and leave this one out.`,
      path: ['components', component, 'env', variable],
      component,
    })),
}
