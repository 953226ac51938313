import { connectionFields } from '../../app/design/design.ts'
import { type FieldSpec, toFieldSpecs } from './field-spec.ts'

/** The fields of a connection, without its ends. */
export const connectionForm = toFieldSpecs(connectionFields)
  .filter(({ key }) => key !== 'from' && key !== 'to')
  .map((field) => (field.section === 'General' ? { ...field, section: 'Call' } : field))

/** Of the protocols only those that both ends speak. */
export function withProtocols(field: FieldSpec, protocols: string[]): FieldSpec {
  return field.key === 'protocol' && protocols.length > 0 ? { ...field, control: { type: 'choice', options: protocols } } : field
}
