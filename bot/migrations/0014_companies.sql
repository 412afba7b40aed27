-- Questions ask for a company's films and for all companies' names, as for genres and countries.

CREATE INDEX companies_by_name ON companies (name);
