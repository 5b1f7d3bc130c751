import type { pickModel } from '@/lib/indexing/providers/find-model'

/** The id under which a model's answers are remembered: what its provider calls it. */
export function calibratedModel({ spec, offered }: Pick<ReturnType<typeof pickModel>, 'spec' | 'offered'>): string {
  return offered?.upstreamId ?? spec.id
}
