'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { reviewQuery } from '@/components/data/review-query'

/** Whether what is changed becomes edits of a change request; so at first where review is required. */
export function useAsChange() {
  const review = useQuery(reviewQuery()).data?.review
  const [chosen, choose] = useState<boolean>()
  return { asChange: chosen ?? review === 'required', choose }
}
