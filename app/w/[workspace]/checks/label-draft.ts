import type { QuerySetDto } from '@/lib/schemas/query-sets/query-set'

type StoredLabel = QuerySetDto['queries'][number]['labels'][number]

/** A label while it is typed. */
export type LabelDraft = { module: string; text: string; grade: '1' | '2' | '3'; headingPath: string[] }

export const EMPTY_LABEL: LabelDraft = { module: '', text: '', grade: '1', headingPath: [] }

const GRADES = ['1', '2', '3'] as const

export function toLabelDraft({ module, passage, grade }: StoredLabel): LabelDraft {
  return {
    module,
    text: passage?.text ?? '',
    grade: GRADES.find((known) => Number(known) === grade) ?? '1',
    headingPath: passage?.headingPath ?? [],
  }
}

/** The label that was typed, or what it lacks. A line that nothing was typed in is none. */
export function readLabel({
  module,
  text,
  grade,
  headingPath,
}: LabelDraft): { label?: StoredLabel } | { problem: string } {
  const [id, passage] = [module.trim(), text.trim()]
  if (id === '') return passage === '' ? {} : { problem: 'Say which module the passage stands in.' }
  if (passage !== '' && !/[\p{L}\p{N}]/u.test(passage)) return { problem: 'A passage needs a word.' }
  return { label: { module: id, grade: Number(grade), ...(passage === '' ? {} : { passage: { text, headingPath } }) } }
}
