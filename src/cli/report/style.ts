/** How a report looks, on a screen and on paper. */
export const STYLE = `
  :root { color-scheme: light dark; --ink: light-dark(#1c1e21, #e8e9eb); --line: light-dark(#d4d8dd, #454b53);
    --alarm: light-dark(#a3001b, #ff8f98); --sheet: light-dark(#fdeeee, #3a1c20); }
  body { margin: 0; color: var(--ink); background: light-dark(#fff, #17191c); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
  main { max-width: 50rem; margin: 0 auto; padding: 2rem 1rem; }
  header { border-inline-start: 6px solid var(--line); padding-inline-start: 1rem; }
  header.defaced, header.suspect { border-color: var(--alarm); }
  h1 { margin: 0; font-size: 1.5rem; } h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; }
  .kind { margin: 0; text-transform: uppercase; font-weight: 600; font-size: .875rem; }
  dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .25rem 1rem; } dd { margin: 0; }
  table { width: 100%; border-collapse: collapse; } caption { text-align: start; font-weight: 600; }
  th, td { text-align: start; vertical-align: top; padding: .375rem .5rem; border-block-end: 1px solid var(--line); }
  tr.different td:last-child { background: var(--sheet); } tr.different th::after { content: ' ≠'; }
  .number { text-align: end; font-variant-numeric: tabular-nums; } .quiet { opacity: .8; }
  img { max-width: 100%; border: 1px solid var(--line); } code { font-size: .875rem; }
  @media print { main { padding: 0 } section { break-inside: avoid } }
`
