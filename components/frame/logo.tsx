/** The product's mark: a window filled with parts of different origin. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" className={className} aria-hidden>
      <rect x="1" y="2" width="18" height="4.4" rx="1.2" fill="var(--origin-instructions)" />
      <rect x="1" y="7.8" width="18" height="4.4" rx="1.2" fill="var(--origin-knowledge)" />
      <rect x="1" y="13.6" width="11" height="4.4" rx="1.2" fill="var(--origin-history)" />
      <rect x="13.5" y="13.6" width="5.5" height="4.4" rx="1.2" fill="var(--origin-query)" />
    </svg>
  )
}
