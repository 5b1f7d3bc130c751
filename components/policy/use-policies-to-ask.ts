import { useQuery } from '@tanstack/react-query'
import { policiesQuery } from '@/components/data/policies-query'
import { type PolicyToAsk, policiesToAsk } from './policies-to-ask'

/** Empty where there is nothing to choose. */
export function usePoliciesToAsk(): PolicyToAsk[] {
  const choices = policiesToAsk(useQuery(policiesQuery()).data?.items ?? [])
  return choices.length > 1 ? choices : []
}
