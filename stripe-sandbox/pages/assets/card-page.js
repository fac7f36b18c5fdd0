import { bindPaymentForm } from "./payment-form.js";

bindPaymentForm(document.querySelector("[data-payment-form]"));
