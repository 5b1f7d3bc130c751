'use client'

import { useState } from 'react'
import { useNeedsReview } from '@/components/data/use-needs-review'

/** Whether what is changed becomes edits of a change request; so at first where review is required. */
export function useAsChange() {
  const needsReview = useNeedsReview()
  const [chosen, choose] = useState<boolean>()
  return { asChange: chosen ?? needsReview, choose }
}
