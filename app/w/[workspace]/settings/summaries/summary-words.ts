import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { SummaryModelDto } from '@/lib/schemas/modules/summary'

export function describeSummarized({ modules, summarized }: Pick<SummaryModelDto, 'modules' | 'summarized'>): string {
  if (modules === 0) return 'No published module yet'
  if (summarized >= modules) return `${formatCount(modules, 'module')}, all summarized`
  return `${formatNumber(summarized)} of ${formatCount(modules, 'module')}`
}

/** What choosing a model of a provider sends to it. */
export const describeSending = (modules: number, provider: string) =>
  modules === 0
    ? `Every published text and its sections are sent to ${provider}, each once.`
    : modules === 1
      ? `The text of 1 module and its sections are sent to ${provider}, each once.`
      : `The texts of ${formatNumber(modules)} modules and their sections are sent to ${provider}, each once.`
