import { useQuery } from '@tanstack/react-query'
import { reviewQuery } from './review-query'

/** Whether nothing moves production but a change request that was approved: what would be refused is not offered. */
export const useNeedsReview = (): boolean => useQuery(reviewQuery()).data?.review === 'required'
