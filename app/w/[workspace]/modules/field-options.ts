import { type ModuleSummaryDto, moduleSummarySchema } from '@/lib/schemas/modules/module'

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const toOptions = <T extends string>(values: readonly T[]) =>
  values.map((value) => ({ value, label: capitalize(value) }))

export const PRIORITY_OPTIONS = toOptions(moduleSummarySchema.shape.priority.options)
export const ACTIVATION_OPTIONS = toOptions(moduleSummarySchema.shape.activation.options)

export const ACTIVATION_HINTS: Record<ModuleSummaryDto['activation'], string> = {
  always: 'In every context, as an instruction.',
  rule: 'Whenever a rule below matches.',
  semantic: 'When retrieval finds it.',
  manual: 'Only when it is pinned.',
}
