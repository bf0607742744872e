import { type Account, ALL_FEATURES, CONSOLE_PARTNER_ID, type Features } from "./accounts.js";
import { Clock } from "./clock.js";
import { Jobs } from "./jobs.js";
import { type AccountSetup, setUpAccount } from "./seeds.js";
import { Sessions } from "./sessions.js";
import { Store } from "./store.js";

/** What the core is made with. */
export interface CoreOptions {
  partnerId: number;
  adminSecret: string;
  userSecret: string;
  indexLagMs: number;
  jobDelayMs: number | "manual";
  /** Length of media entries once they are ready. */
  mediaSeconds: number;
  /** Status that media entries reach: 2 READY; -1 when conversion fails, -2 when the import does. */
  mediaStatus: number;
  /** Media entries wait for content, as on a real server; else they become ready without any, as in the recordings. */
  mediaNeedsContent: boolean;
  /** Media entries become ready without the search index being told, as on the recorded server. */
  mediaUnindexed: boolean;
}

/** The emulated server without its wire: state, time, accounts, sessions and jobs. */
export class Core {
  readonly clock = new Clock();
  readonly store = new Store(this.clock);
  readonly sessions = new Sessions(this);
  readonly jobs: Jobs;
  readonly accounts = new Map<number, Account>();
  /** Base of URLs in answers; set once the server listens. */
  url = "http://127.0.0.1";

  constructor(readonly options: CoreOptions) {
    this.jobs = new Jobs(this, options.jobDelayMs);
    this.store.setIndexLag(options.indexLagMs);
    this.setUp();
  }

  /** Back to the state of a new server. */
  reset(): void {
    this.store.clear();
    this.clock.reset();
    this.setUp();
  }

  /** Accounts that every emulated server has: the customer's, a vendor's and the administration's. */
  setUp(): void {
    this.accounts.clear();
    const { partnerId, adminSecret, userSecret } = this.options;
    this.addAccount({ id: partnerId, adminSecret, userSecret });
    if (partnerId !== 103) this.addAccount({ id: 103, adminSecret, userSecret, isVendor: true });
    this.addAccount({ id: CONSOLE_PARTNER_ID, adminSecret, userSecret, isConsole: true });
  }

  /** Add an account, or change the one of that id. */
  addAccount(setup: AccountSetup): Account {
    const features: Features = { ...ALL_FEATURES, ...setup.features };
    const account = setUpAccount(this, { ...setup, features });
    this.accounts.set(account.id, account);
    return account;
  }
}
