// Says how many questions are answered, leads to the first that is not. Nothing is checked here: the server does that.
const answers = document.querySelector("form#answers");

if (answers) {
  const count = answers.querySelector("[data-answered]");
  const link = answers.querySelector("[data-unanswered]");
  const asked = () => [...answers.querySelectorAll(".app-question[id]")].filter((question) => !question.querySelector(":scope > legend .opt") && question.offsetParent !== null);

  const answered = (question) => {
    const select = question.querySelector("select");
    if (select) return select.value !== "";
    const people = [...question.querySelectorAll("input[inputmode=numeric]")];
    if (people.length) return people.some((input) => input.value.trim() !== "");
    const names = new Set([...question.querySelectorAll("input[type=radio]")].map((input) => input.name));
    return [...names].every((name) => question.querySelector(`input[name="${name}"]:checked`));
  };

  const show = () => {
    const questions = asked();
    const open = questions.filter((question) => !answered(question));
    const told = `${questions.length - open.length} of ${questions.length}`;
    count.textContent = `${told} answered`;
    answers.querySelector(".jp-switch [href='#answers']").textContent = `Answers: ${told}`;
    link.hidden = open.length === 0;
    if (open.length) {
      link.href = `#${open[0].id}`;
      link.textContent = `Go to question ${open[0].id.slice(1)}`;
    }
  };

  answers.addEventListener("change", show);
  answers.addEventListener("input", show);
  count.hidden = false;
  show();
}
