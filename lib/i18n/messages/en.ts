import account from "./en/account.json";
import admin from "./en/admin.json";
import auth from "./en/auth.json";
import billing from "./en/billing.json";
import cards from "./en/cards.json";
import common from "./en/common.json";
import credits from "./en/credits.json";
import developers from "./en/developers.json";
import errors from "./en/errors.json";
import landing from "./en/landing.json";
import mail from "./en/mail.json";
import notifications from "./en/notifications.json";
import offline from "./en/offline.json";
import payments from "./en/payments.json";
import plans from "./en/plans.json";
import pricing from "./en/pricing.json";
import registration from "./en/registration.json";
import studio from "./en/studio.json";
import team from "./en/team.json";
import timeMachine from "./en/time-machine.json";
import upgrade from "./en/upgrade.json";
import workspace from "./en/workspace.json";

/** Every text that English readers see, one area a file. The other languages must have the same shape. */
export const en = {
  account,
  admin,
  auth,
  billing,
  cards,
  common,
  credits,
  developers,
  errors,
  landing,
  mail,
  notifications,
  offline,
  payments,
  plans,
  pricing,
  registration,
  studio,
  team,
  timeMachine,
  upgrade,
  workspace,
};
