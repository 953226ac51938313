import { kindOf } from '../catalogue/catalogue.ts'
import { setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'

/** What a component says goes together, as its kind knows: each value may be allowed by itself and their pair not. */
export const parametersGoTogether: Rule = {
  id: 'parameters-go-together',
  severity: 'error',
  check: (design) =>
    Object.entries(design.components).flatMap(([id, component]) =>
      (kindOf(component.kind)?.check?.(component) ?? []).map(({ parameter, message, remedy, fix }) => ({
        message: `${id} ${message}.`,
        remedy,
        path: ['components', id, parameter],
        component: id,
        ...(fix ? { fix: setting(fix.label, ['components', id, fix.parameter], fix.value) } : {}),
      })),
    ),
}
