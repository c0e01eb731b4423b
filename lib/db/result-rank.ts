/** What ranks of results mean: a monitor that needs a look comes before one that does not. */
export const RESULT_RANKS = { failing: 2, changed: 1 } as const;

/**
 * How much a monitor's last run needs a look, as SQL over `last_check_summary`, which alone is immutable and so may be the
 * order of an index. Failing: it failed, read no page, or not every one. Changed: something did; the new pages of a first
 * snapshot are a beginning and no change.
 */
export const RESULT_RANK = `(case
  when last_check_summary is null then 0
  when last_check_summary ->> 'status' = 'failed' then ${RESULT_RANKS.failing}
  when (last_check_summary ->> 'error')::int > 0 then ${RESULT_RANKS.failing}
  when (last_check_summary ->> 'changed')::int > 0 then ${RESULT_RANKS.changed}
  when (last_check_summary ->> 'removed')::int > 0 then ${RESULT_RANKS.changed}
  when (last_check_summary ->> 'new')::int between 1 and (last_check_summary ->> 'totalPages')::int - 1
    then ${RESULT_RANKS.changed}
  else 0 end)`;
