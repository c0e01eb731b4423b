export { toMonitorAnswer } from "#lib/monitor/answer.ts";
export { auditedMonitor } from "#lib/monitor/audited.ts";
export { countMonitors } from "#lib/monitor/count-monitors.ts";
export { createMonitor } from "#lib/monitor/create-monitor.ts";
export { createDemoMonitor, hasOwnMonitor, readDemoMonitor } from "#lib/monitor/demo-monitor.ts";
export { listMonitors } from "#lib/monitor/list-monitors.ts";
export {
  getMonitor,
  lockMonitor,
  type Monitor,
  type MonitorRow,
  readMonitor,
  requireMonitor,
} from "#lib/monitor/read-monitors.ts";
export { refreshCostsOfGoals } from "#lib/monitor/refresh-costs.ts";
export { markDeleted, writeMonitor } from "#lib/monitor/update-monitor.ts";
