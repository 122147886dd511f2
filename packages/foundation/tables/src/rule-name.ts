/** Rules are counted from 1 for people. */
export function ruleName(
  { rule, id }: { readonly rule: number; readonly id?: string | undefined },
  zh: boolean,
): string {
  const name = zh ? `规则 ${rule + 1}` : `Rule ${rule + 1}`;
  if (id === undefined) return name;
  return zh ? `${name}（${id}）` : `${name} (${id})`;
}
