'use client'

import { useMutation } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { toast } from 'sonner'
import { callApi } from '@/components/data/api-client'
import { showError } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { tellReplay } from '@/components/ui/toast-words'
import { Tooltip } from '@/components/ui/tooltip'
import type { ReplayDto } from '@/lib/schemas/contexts/composition'

/** Assembles the context again from its records, and says whether the bytes are those that were sent. */
export function ReplayButton({ compositionId }: { compositionId: string }) {
  const replay = useMutation({
    mutationFn: () => callApi<ReplayDto>(`/api/v1/compositions/${encodeURIComponent(compositionId)}/replay`),
    onSuccess: (answer) => {
      const { title, description } = tellReplay(answer)
      if (answer.isExact) toast.success(title, { description })
      else toast.warning(title, { description })
    },
    onError: showError,
  })
  return (
    <Tooltip content="Assemble it again from its records, and compare">
      <Button
        variant="ghost"
        size="sm"
        aria-label="Verify: assemble again and compare"
        isPending={replay.isPending}
        onClick={() => replay.mutate()}
      >
        {!replay.isPending && <ShieldCheck />}
        Verify
      </Button>
    </Tooltip>
  )
}
