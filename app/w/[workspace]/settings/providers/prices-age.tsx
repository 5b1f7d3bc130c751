import { RefreshCw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { ModelPrices } from '@/lib/schemas/workspaces/provider'
import { describeAge, describePrices, isOutdated } from './prices-words'

type PricesAgeProps = {
  modelId: string
  prices: ModelPrices | undefined
  /** As Loadout knows them; null where it does not. */
  listed: ModelPrices | null
  onTake: (prices: ModelPrices) => void
}

/** When the prices of an offered model are from, and a way to take those of the list instead. */
export function PricesAge({ modelId, prices, listed, onTake }: PricesAgeProps) {
  return (
    <>
      <span title={prices?.asOf === undefined ? undefined : 'When these prices were looked up'}>
        {describeAge(prices)}
      </span>
      {listed && isOutdated(prices, listed) && (
        <Button
          variant="ghost"
          size="sm"
          aria-label={`${modelId}: take the listed prices`}
          title={describePrices(listed)}
          onClick={() => onTake(listed)}
        >
          <RefreshCw />
          Listed prices
        </Button>
      )}
    </>
  )
}
